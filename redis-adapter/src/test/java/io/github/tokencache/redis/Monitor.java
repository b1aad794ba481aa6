package io.github.tokencache.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisMonitor;
import redis.clients.jedis.exceptions.JedisException;

/** What arrives at a server, by MONITOR. */
final class Monitor implements AutoCloseable {
    private static final Pattern COMMAND = Pattern.compile("^\\S+ \\[\\d+ (\\S+)\\] \"([^\"]+)\".*$");

    private final Jedis watching;
    private final Jedis marking;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private int marks;

    Monitor(HostAndPort server) {
        watching = new Jedis(server);
        marking = new Jedis(server);
        Thread thread = new Thread(this::watch, "monitor");
        thread.setDaemon(true);
        thread.start();
        awaitFirst();
    }

    private void watch() {
        try {
            watching.monitor(new JedisMonitor() {
                @Override
                public void onCommand(String command) {
                    lines.add(command);
                }
            });
        } catch (JedisException closed) {
            // the end of the test
        }
    }

    /** Until MONITOR has begun nothing that is sent is seen. */
    private void awaitFirst() {
        String mark = mark();
        while (poll(20) == null) {
            marking.echo(mark);
        }
        lines();
    }

    /** Everything since the last look. */
    List<String> lines() {
        String mark = mark();
        marking.echo(mark);
        List<String> seen = new ArrayList<>();
        for (String line = take(); !line.contains(mark); line = take()) {
            seen.add(line);
        }
        return seen;
    }

    /** The names of the commands since the last look, without those that scripts have called. */
    List<String> commands() {
        return names(false);
    }

    /** The names of all commands since the last look, also of those that scripts have called. */
    List<String> allCommands() {
        return names(true);
    }

    private List<String> names(boolean scripts) {
        List<String> names = new ArrayList<>();
        for (String line : lines()) {
            Matcher command = COMMAND.matcher(line);
            if (command.matches() && (scripts || !command.group(1).equals("lua"))) {
                names.add(command.group(2).toUpperCase(Locale.ROOT));
            }
        }
        return names;
    }

    private String mark() {
        marks++;
        return "mark-" + marks + "-" + System.identityHashCode(this);
    }

    private String take() {
        String line = poll(10_000);
        if (line == null) {
            throw new AssertionError("MONITOR must show what is sent, but shows nothing");
        }
        return line;
    }

    private String poll(long milliseconds) {
        try {
            return lines.poll(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        watching.close();
        marking.close();
    }
}
