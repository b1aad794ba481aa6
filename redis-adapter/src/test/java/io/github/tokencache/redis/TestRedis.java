package io.github.tokencache.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import redis.clients.jedis.Jedis;

final class TestRedis {
    static final TestRedis INSTANCE = start();
    static final redis.clients.jedis.HostAndPort ADDRESS =
            new redis.clients.jedis.HostAndPort("127.0.0.1", INSTANCE.port);
    final int port;

    private TestRedis(int port) {
        this.port = port;
    }

    static TestRedis start() {
        try {
            Path dir = Files.createTempDirectory("redis");
            Path exe = dir.resolve("redis-server");
            try (InputStream in = TestRedis.class.getResourceAsStream("/redis-server-7.0.15-linux-amd64")) {
                Files.copy(in, exe, StandardCopyOption.REPLACE_EXISTING);
            }
            exe.toFile().setExecutable(true);
            int port;
            try (ServerSocket s = new ServerSocket(0)) {
                port = s.getLocalPort();
            }
            Process p = new ProcessBuilder(
                            List.of(exe.toString(), "--port", "" + port, "--save", "", "--bind", "127.0.0.1"))
                    .directory(dir.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(p::destroyForcibly));
            for (int i = 0; ; i++) {
                try (Jedis jedis = new Jedis("127.0.0.1", port)) {
                    jedis.ping();
                    break;
                } catch (RuntimeException e) {
                    if (i > 500) throw e;
                    Thread.onSpinWait();
                    java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
                }
            }
            return new TestRedis(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
