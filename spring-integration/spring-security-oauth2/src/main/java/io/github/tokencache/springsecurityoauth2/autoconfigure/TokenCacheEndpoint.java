package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.CacheHealth;
import io.github.tokencache.CacheWriteException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.web.annotation.RestControllerEndpoint;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/**
 * The actuator endpoint {@code tokencache}: what there is, and, if it may, evicting. What to evict comes in the body of a
 * form and is taken from the request by hand: the web frameworks write the arguments of a handler to their logs.
 */
@RestControllerEndpoint(id = "tokencache")
class TokenCacheEndpoint {
    private static final ResponseEntity<Map<String, Object>> DONE =
            ResponseEntity.noContent().build();

    private final TokenCaches caches;
    private final @Nullable CacheCounts counts;
    private final boolean writable;
    private final Map<String, Consumer<String>> evictions;

    TokenCacheEndpoint(TokenCaches caches, @Nullable CacheCounts counts, boolean writable) {
        this.caches = caches;
        this.counts = counts;
        this.writable = writable;
        this.evictions = Map.of(
                "token", caches::evictAccessToken,
                "user", caches::evictUser,
                "client", this::evictClient,
                "client-details", caches::evictClientDetails,
                "all", this::evictAll);
    }

    @GetMapping(produces = "application/json")
    Map<String, Object> read() {
        SortedMap<String, CacheHealth> health = caches.health();
        Map<String, Object> described = new LinkedHashMap<>();
        caches.names().stream().sorted().forEach(name -> described.put(name, describe(name, health.get(name))));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("backend", caches.backends().type().name());
        answer.put("writable", writable);
        answer.put("caches", described);
        return answer;
    }

    private Map<String, Object> describe(String name, @Nullable CacheHealth health) {
        Map<String, Object> cache = new LinkedHashMap<>();
        String why = caches.whyDetour(name);
        if (why != null) {
            cache.put("unused", why);
        }
        if (counts != null) {
            long hits = counts.hits(name);
            long gets = hits + counts.misses(name);
            cache.put("gets", gets);
            cache.put("hits", hits);
            cache.put("hitRatio", gets == 0 ? 0 : (double) hits / gets);
        }
        if (health != null) {
            cache.put("breaker", TokenCacheHealthIndicator.describe(health));
        }
        cache.put("statistics", caches.statistics(name));
        return cache;
    }

    @PostMapping(produces = "application/json")
    ResponseEntity<Map<String, Object>> evict(HttpServletRequest request) {
        if (!writable) {
            return refuse(HttpStatus.METHOD_NOT_ALLOWED, "it only reads; set tokencache.endpoint.writable=true");
        }
        if (request.getQueryString() != null) {
            return refuse(HttpStatus.BAD_REQUEST, "what to evict must be in the body, not in the URI");
        }
        Map<String, String[]> parameters = request.getParameterMap();
        if (parameters.size() != 1 || !evictions.keySet().containsAll(parameters.keySet())) {
            return refuse(
                    HttpStatus.BAD_REQUEST,
                    "one of token, user, client, client-details and all must be given, in the body of a form");
        }
        String what = parameters.keySet().iterator().next();
        if (what.equals("client") && !caches.indexesClients()) {
            return refuse(HttpStatus.CONFLICT, "set tokencache.access-tokens.index-clients=true to evict by client");
        }
        return evict(evictions.get(what), request.getParameter(what));
    }

    private static ResponseEntity<Map<String, Object>> evict(@Nullable Consumer<String> eviction, String value) {
        try {
            if (eviction != null) {
                eviction.accept(value);
            }
            return DONE;
        } catch (CacheWriteException away) {
            long seconds = Math.max(1, away.staleFor().toSeconds());
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
                    .body(Map.of("error", String.valueOf(away.getMessage())));
        }
    }

    private static ResponseEntity<Map<String, Object>> refuse(HttpStatus status, String why) {
        return ResponseEntity.status(status).body(Map.of("error", why));
    }

    private void evictClient(String clientId) {
        caches.evictTokensOfClient(clientId);
        caches.evictClientDetails(clientId);
    }

    private void evictAll(String ignored) {
        caches.evictAll();
    }
}
