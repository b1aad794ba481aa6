package io.github.tokencache.benchmarks.jmh;

import static java.util.Objects.requireNonNull;

import io.github.tokencache.benchmarks.DatabaseKind;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.security.oauth2.common.OAuth2AccessToken;
import org.springframework.security.oauth2.provider.ClientDetails;

/**
 * The requests of an authorization server, without HTTP. The client is known; each request is about a token of its own,
 * which is issued beside the measurement. One thread.
 */
@State(Scope.Benchmark)
public class Flows {
    @Param("tokencache-caffeine")
    public String subject = "";

    @Param("h2")
    public String database = "";

    private @Nullable Place place;
    private @Nullable Peer peer;
    private @Nullable Server server;
    private int users;

    /** Opens the subject. */
    @Setup
    public void open() throws IOException {
        place = Place.on(DatabaseKind.valueOf(database.toUpperCase(Locale.ROOT)).start());
        peer = Subject.of(subject).open(place);
        server = new Server(peer);
        server.issue("the first");
    }

    /** Empties the tables, which would grow with the speed of the subject. */
    @Setup(Level.Iteration)
    public void empty() {
        place().emptyTables();
    }

    /** Closes the subject. */
    @TearDown
    public void close() {
        place().close();
    }

    /** A client's registration. */
    @Benchmark
    public ClientDetails client(Counted counted) {
        return counted.call(place(), () -> peer().clients().loadClientByClientId(Place.CLIENT));
    }

    /** A password grant of a user who has no token. */
    @Benchmark
    public OAuth2AccessToken issue(Counted counted) {
        return counted.call(place(), () -> server().issue(newUser()));
    }

    /** The first check of a token that no cache knows. */
    @Benchmark
    public Map<String, ?> checkCold(Forgotten token, Counted counted) {
        return counted.call(place(), () -> server().check(token.accessToken));
    }

    /** The check of a token that nobody knows, each time another. */
    @Benchmark
    public boolean checkUnknown(Counted counted) {
        return counted.call(place(), () -> server().isRefused(newUser()));
    }

    /** A refresh grant with rotation. */
    @Benchmark
    public OAuth2AccessToken refresh(Issued token, Counted counted) {
        return counted.call(place(), () -> server().refresh(token.refreshToken));
    }

    /** The revocation of a token that was checked. */
    @Benchmark
    public boolean revoke(Checked token, Counted counted) {
        return counted.call(place(), () -> server().revoke(token.accessToken));
    }

    Place place() {
        return requireNonNull(place);
    }

    Peer peer() {
        return requireNonNull(peer);
    }

    Server server() {
        return requireNonNull(server);
    }

    private String newUser() {
        return "user-" + users++;
    }

    /** A token that was just issued. */
    @State(Scope.Thread)
    public static class Issued {
        String accessToken = "";
        String refreshToken = "";

        /** Issues it. */
        @Setup(Level.Invocation)
        public void issue(Flows flows) {
            OAuth2AccessToken token = flows.server().issue(flows.newUser());
            accessToken = token.getValue();
            refreshToken = token.getRefreshToken().getValue();
        }
    }

    /** A token that was issued and checked. */
    @State(Scope.Thread)
    public static class Checked {
        String accessToken = "";

        /** Issues and checks it. */
        @Setup(Level.Invocation)
        public void issue(Flows flows) {
            accessToken = flows.server().issue(flows.newUser()).getValue();
            flows.server().check(accessToken);
        }
    }

    /** A token that is in no cache. */
    @State(Scope.Thread)
    public static class Forgotten {
        String accessToken = "";

        /** Issues it and drops it from the cache. */
        @Setup(Level.Invocation)
        public void issue(Flows flows) {
            accessToken = flows.server().issue(flows.newUser()).getValue();
            flows.peer().forget().accept(accessToken);
        }
    }
}
