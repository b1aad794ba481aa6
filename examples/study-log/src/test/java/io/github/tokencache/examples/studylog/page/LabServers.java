package io.github.tokencache.examples.studylog.page;

import io.github.tokencache.examples.studylog.CacheKind;
import io.github.tokencache.examples.studylog.StoreVariant;
import io.github.tokencache.examples.studylog.counting.CachePlace;
import io.github.tokencache.examples.studylog.counting.StudyLogServer;
import io.github.tokencache.examples.studylog.counting.Wiring;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** What the demonstration leaves running: a node with the page and its lab, a second one, and the Redis that they share. */
final class LabServers implements AutoCloseable {
    private final CachePlace cache;
    private final StudyLogServer first;
    private final StudyLogServer second;
    private final String database;

    private LabServers(CachePlace cache, StudyLogServer first, StudyLogServer second, String database) {
        this.cache = cache;
        this.first = first;
        this.second = second;
        this.database = database;
    }

    /** Starts them on a database of that name. */
    static LabServers start(String name) {
        String database = "jdbc:h2:mem:" + name;
        CachePlace cache = CachePlace.ofItsOwn(CacheKind.TWO_LEVEL);
        Map<String, String> properties = new HashMap<>(cache.properties());
        properties.put("spring.datasource.url", database);
        Map<String, String> withLab = new HashMap<>(properties);
        withLab.put("study-log.lab", "true");
        StudyLogServer first = StudyLogServer.start(StoreVariant.LEAN, Wiring.DEFAULT, withLab);
        return new LabServers(cache, first, first.startSecondNode(properties), database);
    }

    URI address() {
        return first.address();
    }

    /** The address of the database, within this JVM. */
    String database() {
        return database;
    }

    @Override
    public void close() {
        second.close();
        first.close();
        cache.close();
    }
}
