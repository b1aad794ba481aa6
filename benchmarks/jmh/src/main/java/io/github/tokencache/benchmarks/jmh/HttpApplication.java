package io.github.tokencache.benchmarks.jmh;

import io.github.tokencache.examples.studylog.Members;
import io.github.tokencache.examples.studylog.Stores;
import io.github.tokencache.examples.studylog.StudyLogApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.OAuth2Authentication;
import org.springframework.security.oauth2.provider.OAuth2Request;
import org.springframework.security.oauth2.provider.token.DefaultTokenServices;
import org.springframework.security.provisioning.UserDetailsManager;

/** The study-log application in a JVM of its own, with members who have tokens. */
final class HttpApplication {
    private HttpApplication() {}

    /**
     * Starts it, writes a line for each member, with the access and the refresh token, and tells its address.
     *
     * @param arguments the file of the tokens, how many members, then arguments of the application
     */
    public static void main(String[] arguments) throws IOException {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(StudyLogApplication.class)
                .run(Stream.concat(
                                Stream.of("--server.port=0", "--server.address=localhost"),
                                Arrays.stream(arguments).skip(2))
                        .toArray(String[]::new));
        Files.write(Path.of(arguments[0]), tokens(context, Integer.parseInt(arguments[1])));
        Child.say("http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port"));
        Child.awaitEnd();
    }

    private static List<String> tokens(ConfigurableApplicationContext context, int members) {
        Stores stores = context.getBean(Stores.class);
        DefaultTokenServices services = new DefaultTokenServices();
        services.setTokenStore(stores.tokens());
        services.setClientDetailsService(stores.clients());
        services.setSupportRefreshToken(true);
        List<String> lines = new ArrayList<>();
        for (int number = 0; number < members; number++) {
            UserDetails member = Members.member("member-" + number);
            context.getBean(UserDetailsManager.class).createUser(member);
            OAuth2AccessToken token = services.createAccessToken(authentication(member));
            lines.add(token.getValue() + ' ' + token.getRefreshToken().getValue());
        }
        return lines;
    }

    private static OAuth2Authentication authentication(UserDetails member) {
        OAuth2Request request = new OAuth2Request(
                Map.of("grant_type", "password", "username", member.getUsername()),
                Place.CLIENT,
                Set.of(),
                true,
                Set.of("study"),
                Set.of(),
                null,
                Set.of(),
                Map.of());
        return new OAuth2Authentication(
                request, new UsernamePasswordAuthenticationToken(member, null, member.getAuthorities()));
    }
}
