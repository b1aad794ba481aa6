package io.github.tokencache.redis;

import io.github.tokencache.CacheBackendException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.MultiNodePipelineBase;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisClusterException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.exceptions.JedisRedirectionException;
import redis.clients.jedis.params.SetParams;

/** The commands that are sent, one round trip to a method, with every fault as a {@link CacheBackendException}. */
final class Commands {
    private static final byte[] ABSENT = {};

    /** What a key of another Redis type reads as: the bytes of no cell. */
    private static final byte[] FOREIGN = {};

    private static final Replicas NO_REPLICAS = new Replicas(0, 0);

    private final Supplier<? extends UnifiedJedis> client;
    private final String server;

    private final Ability nxWithGet = Ability.ofNxWithGet();
    private final Ability severalKeys = Ability.ofSeveralKeys();

    Commands(Supplier<? extends UnifiedJedis> client, String server) {
        this.client = client;
        this.server = server;
    }

    byte @Nullable [] get(byte[] key) {
        return perform("read a cell", jedis -> get(() -> jedis.get(key)));
    }

    /**
     * Two cells, wherever they are. What has to be asked for alone comes when the pipeline has given its connections back:
     * readers that keep one and wait for another would wait for each other as soon as the pool is empty.
     */
    List<byte @Nullable []> get(byte[] first, byte[] second) {
        return require("read a cell", jedis -> {
            List<Response<byte[]>> responses = pipelined(jedis, first, second);
            List<byte @Nullable []> values = new ArrayList<>();
            values.add(get(() -> orAlone(responses.get(0), () -> jedis.get(first))));
            values.add(get(() -> orAlone(responses.get(1), () -> jedis.get(second))));
            return values;
        });
    }

    private static List<Response<byte[]>> pipelined(UnifiedJedis jedis, byte[] first, byte[] second) {
        try (AbstractPipeline pipeline = jedis.pipelined()) {
            List<Response<byte[]>> responses = List.of(pipeline.get(first), pipeline.get(second));
            pipeline.sync();
            return responses;
        }
    }

    /** On the replicas too, if they are awaited. */
    void set(byte[] key, byte[] value, Replicas replicas) {
        if (!replicas.areAwaited()) {
            perform("clear", jedis -> jedis.set(key, value));
            return;
        }
        CacheBackendException tooFew =
                replicas.fault(server, require("clear", jedis -> replicas.written(jedis, key, value)));
        if (tooFew != null) {
            throw tooFew;
        }
    }

    /** Whether it was absent. */
    boolean setIfAbsent(byte[] key, byte[] value) {
        return perform(
                        "write the epoch",
                        jedis -> jedis.set(key, value, SetParams.setParams().nx()))
                != null;
    }

    /** Takes the lease of an absent cell; answers what was in the way, or null. */
    byte @Nullable [] lease(byte[] key, byte[] leased, long milliseconds) {
        SetParams absent = SetParams.setParams().nx().px(milliseconds);
        return nxWithGet.unlessRefused(
                () -> perform("lease a cell", jedis -> jedis.setGet(key, leased, absent)),
                () -> leaseInsteadOf(ABSENT, key, leased, milliseconds));
    }

    /** Takes the lease of a cell that still holds the dead bytes; answers what was in the way, or null. */
    byte @Nullable [] leaseInsteadOf(byte[] dead, byte[] key, byte[] leased, long milliseconds) {
        byte[] found = dead.length == 0 ? ABSENT : Sha1.hex(dead);
        return (byte[]) run(Call.of(Script.LEASE, key, found, leased, Call.number(milliseconds)));
    }

    @Nullable Object run(Call call) {
        return perform("run a script", jedis -> alone(jedis, call));
    }

    /** One run over several keys, or the other way where they may be on several nodes. */
    @Nullable Object runTogether(Call call, Supplier<@Nullable Object> apart) {
        return severalKeys.unlessRefused(() -> run(call), apart);
    }

    /** All in one round trip, in no certain order where the keys are on several nodes. */
    List<@Nullable Object> run(List<Call> calls) {
        List<@Nullable Object> answers = tryRun(calls);
        confirm(answers);
        return answers;
    }

    /** The same, with a {@link CacheBackendException} as the answer of each that failed alone. */
    List<@Nullable Object> tryRun(List<Call> calls) {
        if (calls.size() == 1) {
            List<@Nullable Object> only = new ArrayList<>();
            only.add(run(calls.get(0)));
            return only;
        }
        return calls.isEmpty() ? List.of() : require("run scripts", jedis -> pipelined(jedis, calls));
    }

    /**
     * The same, and then waits for the replicas; one answer more is the fault if they were too few. A script that the server
     * did not know was run on another connection, whose writes this one does not wait for: then all is sent once more.
     * Only for what may be sent twice and answers the first time.
     */
    List<@Nullable Object> tryRun(List<Call> calls, Replicas replicas) {
        if (calls.isEmpty() || !replicas.areAwaited()) {
            return tryRun(calls);
        }
        return require("run scripts", jedis -> {
            Sent first = send(jedis, calls, replicas);
            List<@Nullable Object> answers = answers(first.responses, jedis, calls);
            Sent last = first.knewAll() ? first : send(jedis, calls, replicas);
            answers.add(replicas.fault(server, last.acknowledged()));
            return answers;
        });
    }

    static void confirm(List<@Nullable Object> answers) {
        for (Object answer : answers) {
            if (answer instanceof CacheBackendException fault) {
                throw fault;
            }
        }
    }

    /** All in one round trip where that keeps the order, the second ones after the first ones in any case. */
    List<@Nullable Object> runInOrder(List<Call> first, List<Call> second) {
        if (!first.isEmpty() && !second.isEmpty() && !keepsOrder()) {
            List<@Nullable Object> answers = new ArrayList<>(run(first));
            answers.addAll(run(second));
            return answers;
        }
        List<Call> all = new ArrayList<>(first);
        all.addAll(second);
        return run(all);
    }

    private boolean keepsOrder() {
        return require("connect", jedis -> {
            try (AbstractPipeline pipeline = jedis.pipelined()) {
                return !(pipeline instanceof MultiNodePipelineBase);
            }
        });
    }

    private List<@Nullable Object> pipelined(UnifiedJedis jedis, List<Call> calls) {
        return answers(send(jedis, calls, NO_REPLICAS).responses, jedis, calls);
    }

    /** What came back from a pipeline, and how many replicas had it all, if they were asked for. */
    private record Sent(
            List<Response<Object>> responses, @Nullable Response<Long> waited) {

        boolean knewAll() {
            return responses.stream().noneMatch(Sent::isUnknown);
        }

        private static boolean isUnknown(Response<Object> response) {
            try {
                response.get();
                return false;
            } catch (JedisNoScriptException unknown) {
                return true;
            } catch (JedisException another) {
                return false;
            }
        }

        /** None if a script is unknown even now: what was written went elsewhere. */
        long acknowledged() {
            return waited != null && knewAll() ? waited.get() : 0;
        }
    }

    private static Sent send(UnifiedJedis jedis, List<Call> calls, Replicas replicas) {
        List<Response<Object>> responses = new ArrayList<>();
        try (AbstractPipeline pipeline = jedis.pipelined()) {
            for (Call call : calls) {
                responses.add(pipeline.evalsha(call.script().sha(), call.keys(), call.arguments()));
            }
            Response<Long> waited = replicas.areAwaited()
                    ? replicas.await(pipeline, calls.get(0).keys().get(0))
                    : null;
            pipeline.sync();
            return new Sent(responses, waited);
        }
    }

    private List<@Nullable Object> answers(List<Response<Object>> responses, UnifiedJedis jedis, List<Call> calls) {
        List<@Nullable Object> answers = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            answers.add(answer(responses.get(i), jedis, calls.get(i)));
        }
        return answers;
    }

    private @Nullable Object answer(Response<Object> response, UnifiedJedis jedis, Call call) {
        try {
            return orAlone(response, () -> alone(jedis, call));
        } catch (JedisException e) {
            return fault("run a script", e);
        }
    }

    /**
     * A pipeline knows no redirection and no fallback, and over several nodes it leaves out the answers of one that failed;
     * what it could not get is asked for alone. Every command here may be sent twice.
     */
    private static <T> @Nullable T orAlone(Response<T> response, Supplier<? extends @Nullable T> alone) {
        try {
            return response.get();
        } catch (JedisNoScriptException | JedisRedirectionException | JedisClusterException | IllegalStateException e) {
            return alone.get();
        }
    }

    private static @Nullable Object alone(UnifiedJedis jedis, Call call) {
        try {
            return jedis.evalsha(call.script().sha(), call.keys(), call.arguments());
        } catch (JedisNoScriptException unknown) {
            return jedis.eval(call.script().source(), call.keys(), call.arguments());
        }
    }

    private static byte @Nullable [] get(Supplier<byte @Nullable []> command) {
        try {
            return command.get();
        } catch (JedisDataException e) {
            if (String.valueOf(e.getMessage()).startsWith("WRONGTYPE")) {
                return FOREIGN;
            }
            throw e;
        }
    }

    private interface Command<T> {
        @Nullable T on(UnifiedJedis jedis);
    }

    private <T> @Nullable T perform(String what, Command<T> command) {
        try {
            UnifiedJedis jedis = client.get();
            return IdleConnections.droppedIfClosed(jedis, () -> command.on(jedis));
        } catch (JedisException | IllegalStateException e) {
            throw fault(what, e);
        }
    }

    private <T> T require(String what, Command<T> command) {
        return Objects.requireNonNull(perform(what, command));
    }

    private CacheBackendException fault(String what, RuntimeException cause) {
        return new CacheBackendException(
                "%s could not %s: %s; check that it is up, reachable within the client's time-outs, and takes writes"
                        .formatted(server, what, cause.getMessage()),
                cause);
    }

    @Override
    public String toString() {
        return server;
    }
}
