package io.github.tokencache.springsecurityoauth2;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.provider.client.BaseClientDetails;

/** The shape of clients. Null stands for the constant that a client has to which no such set was given. */
final class ClientShape {
    private ClientShape() {}

    static void write(PartWriter writer, BaseClientDetails client) {
        writer.string(client.getClientId());
        writer.string(client.getClientSecret());
        writeSet(writer, givenOrNull(client.getScope()));
        writeSet(writer, givenOrNull(client.getResourceIds()));
        writeSet(writer, givenOrNull(client.getAuthorizedGrantTypes()));
        writeSet(writer, client.getRegisteredRedirectUri());
        Set<String> autoApproved = client.getAutoApproveScopes();
        writeSet(writer, autoApproved == null ? null : PartWriter.sorted(autoApproved));
        Collection<GrantedAuthority> authorities = client.getAuthorities();
        SecurityShapes.writeAuthorities(
                writer, authorities == Collections.<GrantedAuthority>emptyList() ? null : authorities);
        writer.value(client.getAccessTokenValiditySeconds());
        writer.value(client.getRefreshTokenValiditySeconds());
        writer.value(client.getAdditionalInformation());
    }

    @SuppressWarnings("unchecked") // as unchecked as the row of a store
    static BaseClientDetails read(PartReader reader) {
        BaseClientDetails client = new BaseClientDetails();
        client.setClientId(reader.string());
        client.setClientSecret(reader.string());
        client.setScope(readSet(reader));
        client.setResourceIds(readSet(reader));
        Set<String> grantTypes = readSet(reader);
        if (grantTypes != null) {
            client.setAuthorizedGrantTypes(grantTypes);
        }
        client.setRegisteredRedirectUri(readSet(reader));
        Set<String> autoApproved = readSet(reader);
        if (autoApproved != null) {
            client.setAutoApproveScopes(autoApproved);
        }
        Collection<GrantedAuthority> authorities = SecurityShapes.readAuthorities(reader);
        if (authorities != null) {
            client.setAuthorities(authorities);
        }
        client.setAccessTokenValiditySeconds(reader.value(Integer.class));
        client.setRefreshTokenValiditySeconds(reader.value(Integer.class));
        client.setAdditionalInformation(
                reader.<Map<String, Object>>required((Class<Map<String, Object>>) (Class<?>) Map.class));
        return client;
    }

    private static @Nullable Set<String> givenOrNull(Set<String> values) {
        return values == Collections.<String>emptySet() ? null : values;
    }

    private static void writeSet(PartWriter writer, @Nullable Collection<@Nullable String> values) {
        writer.flag(values != null);
        if (values != null) {
            writer.strings(values);
        }
    }

    private static @Nullable Set<@Nullable String> readSet(PartReader reader) {
        if (!reader.flag()) {
            return null;
        }
        int count = reader.count();
        return reader.strings(count, new LinkedHashSet<>(JdkShapes.capacity(count)));
    }
}
