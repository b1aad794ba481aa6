package io.github.tokencache.redis;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer of INFO.
 *
 * @param text the answer
 */
record ServerInfo(String text) {
    static final String UNKNOWN = "unknown";

    private static final Pattern REPLICA = Pattern.compile(
            "slave\\d+:ip=(?<host>[^,]*),port=(?<port>\\d+),state=(?<state>[^,]*),offset=(?<offset>\\d+),lag=(?<lag>-?\\d+)");

    String value(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(UNKNOWN);
    }

    List<RedisHealth.Replica> replicas() {
        String offset = value("master_repl_offset");
        long written = offset.equals(UNKNOWN) ? 0 : Long.parseLong(offset);
        return text.lines()
                .map(REPLICA::matcher)
                .filter(Matcher::lookingAt)
                .map(line -> replica(line, written))
                .toList();
    }

    private static RedisHealth.Replica replica(Matcher line, long written) {
        return new RedisHealth.Replica(
                line.group("host") + ":" + line.group("port"),
                line.group("state"),
                Long.parseLong(line.group("lag")),
                Math.max(0, written - Long.parseLong(line.group("offset"))));
    }
}
