package io.github.tokencache.springsecurityoauth2;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of the classes that serialized parts may consist of. Immutable. */
final class AllowList {
    private static final String PATTERN = "([\\p{L}_$][\\p{L}\\p{N}_$]*\\.)*([\\p{L}_$][\\p{L}\\p{N}_$]*|\\*|\\*\\*)";
    private static final Pattern ARRAY = Pattern.compile("\\[+(?:[BCDFIJSZ]|L([^;\\[\\]]+);)");
    private static final String SECURITY = "org.springframework.security.";
    private static final String OAUTH2 = SECURITY + "oauth2.";

    /** Values without behaviour. Not: URL and the like, which ask a name server for their hash code. */
    private static final List<String> JDK = List.of(
            "java.io.Serializable",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Comparable",
            "java.lang.Double",
            "java.lang.Enum",
            "java.lang.Float",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Number",
            "java.lang.Object",
            "java.lang.Short",
            "java.lang.String",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.net.URI",
            "java.sql.Date",
            "java.sql.Time",
            "java.sql.Timestamp",
            "java.time.Ser",
            "java.util.AbstractList",
            "java.util.AbstractMap",
            "java.util.AbstractSet",
            "java.util.ArrayList",
            "java.util.Arrays$ArrayList",
            "java.util.CollSer",
            "java.util.Collections$EmptyList",
            "java.util.Collections$EmptyMap",
            "java.util.Collections$EmptySet",
            "java.util.Collections$ReverseComparator",
            "java.util.Collections$ReverseComparator2",
            "java.util.Collections$SingletonList",
            "java.util.Collections$SingletonMap",
            "java.util.Collections$SingletonSet",
            "java.util.Collections$UnmodifiableCollection",
            "java.util.Collections$UnmodifiableList",
            "java.util.Collections$UnmodifiableMap",
            "java.util.Collections$UnmodifiableRandomAccessList",
            "java.util.Collections$UnmodifiableSet",
            "java.util.Collections$UnmodifiableSortedSet",
            "java.util.Date",
            "java.util.EnumMap",
            "java.util.EnumSet$SerializationProxy",
            "java.util.HashMap",
            "java.util.HashSet",
            "java.util.LinkedHashMap",
            "java.util.LinkedHashSet",
            "java.util.LinkedList",
            "java.util.Locale",
            "java.util.TreeMap",
            "java.util.TreeSet",
            "java.util.UUID");

    private static final List<String> FRAMEWORK = List.of(
            SECURITY + "authentication.AbstractAuthenticationToken",
            SECURITY + "authentication.AnonymousAuthenticationToken",
            SECURITY + "authentication.RememberMeAuthenticationToken",
            SECURITY + "authentication.UsernamePasswordAuthenticationToken",
            SECURITY + "core.authority.SimpleGrantedAuthority",
            SECURITY + "core.userdetails.User",
            SECURITY + "core.userdetails.User$AuthorityComparator",
            SECURITY + "web.authentication.WebAuthenticationDetails",
            SECURITY + "web.authentication.preauth.PreAuthenticatedAuthenticationToken",
            SECURITY + "web.authentication.preauth.PreAuthenticatedGrantedAuthoritiesWebAuthenticationDetails",
            OAUTH2 + "common.DefaultExpiringOAuth2RefreshToken",
            OAUTH2 + "common.DefaultOAuth2AccessToken",
            OAUTH2 + "common.DefaultOAuth2RefreshToken",
            OAUTH2 + "provider.BaseRequest",
            OAUTH2 + "provider.OAuth2Authentication",
            OAUTH2 + "provider.OAuth2Request",
            OAUTH2 + "provider.TokenRequest",
            OAUTH2 + "provider.authentication.OAuth2AuthenticationDetails",
            OAUTH2 + "provider.client.BaseClientDetails");

    private final Set<String> names = new HashSet<>();
    private final Set<String> packages = new HashSet<>();
    private final List<String> trees = new ArrayList<>();

    private AllowList() {}

    static AllowList defaults() {
        AllowList list = new AllowList();
        list.names.addAll(JDK);
        list.names.addAll(FRAMEWORK);
        return list;
    }

    /** Of whatever this process has serialized itself. */
    static AllowList everything() {
        AllowList list = new AllowList();
        list.trees.add("");
        return list;
    }

    AllowList with(String pattern) {
        if (!pattern.matches(PATTERN) || pattern.startsWith("*")) {
            throw new IllegalArgumentException(
                    "pattern must be a class name, or a package name and '.*' or '.**', but was '" + pattern + "'");
        }
        AllowList list = new AllowList();
        list.names.addAll(names);
        list.packages.addAll(packages);
        list.trees.addAll(trees);
        if (pattern.endsWith(".**")) {
            list.trees.add(pattern.substring(0, pattern.length() - 2));
        } else if (pattern.endsWith(".*")) {
            list.packages.add(pattern.substring(0, pattern.length() - 2));
        } else {
            list.names.add(pattern);
        }
        return list;
    }

    /**
     * Whether a class may be loaded.
     *
     * @param className as a stream has it: of an array it is that of its elements that counts
     */
    boolean allows(String className) {
        String name = element(className);
        return name.isEmpty()
                || names.contains(name)
                || packages.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))))
                || trees.stream().anyMatch(name::startsWith);
    }

    /** Empty for an array of primitives. What is spelt as no array is stands for itself, and nobody allows that. */
    static String element(String className) {
        Matcher array = ARRAY.matcher(className);
        if (!array.matches()) {
            return className;
        }
        String element = array.group(1);
        return element == null ? "" : element;
    }
}
