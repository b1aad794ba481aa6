package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.TokenCacheListener;
import io.github.tokencache.caffeine.CaffeineCacheBackend;
import io.github.tokencache.spring.SpringTransactionBoundary;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

/**
 * A process that restarts an application as Boot's devtools do, each time in a new class loader that looks at its own
 * classes first and on a thread of its own, and says what is left of it. The JVM must clear soft references at every
 * collection, because Spring's caches hold class loaders by such ones.
 */
final class Restarts {
    private static final int COUNT = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Set<Thread> before = threads();
    private final Set<WeakReference<ClassLoader>> loaders = new HashSet<>();
    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();

    /** The argument is one of {@link Reloaded}. */
    public static void main(String[] arguments) throws Exception {
        RestartedApplication.start(false); // H2, Boot and CGLIB keep the class loader of their first use
        Restarts restarts = new Restarts();
        for (int i = 0; i < COUNT; i++) {
            restarts.restart(Reloaded.valueOf(arguments[0]).classes());
        }
        new LastRecord(Restarts.class).forgetTheOneBefore();
        restarts.awaitNothingLeft();
        System.out.println(restarts.left());
    }

    /** Leaves no reference to the loader on the stack of the caller. */
    private void restart(List<Class<?>> reloaded) throws Exception {
        URL[] locations = reloaded.stream()
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .toArray(URL[]::new);
        try (ChildFirst loader = new ChildFirst(locations)) {
            loaders.add(new WeakReference<>(loader, collected));
            Runnable application = (Runnable) loader.loadClass(RestartedApplication.class.getName())
                    .getConstructor()
                    .newInstance();
            FutureTask<Void> run = new FutureTask<>(application, null);
            Thread main = new Thread(run, "restarted-main");
            main.setContextClassLoader(loader);
            main.start();
            run.get();
            main.join();
        }
    }

    private void awaitNothingLeft() throws InterruptedException {
        long start = System.nanoTime();
        while (!(loaders.isEmpty() && threadsLeft().isEmpty()) && System.nanoTime() - start < PATIENCE.toNanos()) {
            System.gc();
            loaders.remove(collected.remove(100));
        }
    }

    private String left() {
        return "left: " + loaders.size() + " of " + COUNT + " class loaders, threads " + threadsLeft();
    }

    private Set<String> threadsLeft() {
        Set<Thread> left = threads();
        left.removeAll(before);
        return left.stream().map(Thread::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Without the common pool, which is the JVM's. */
    private static Set<Thread> threads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> thread.getName().startsWith("ForkJoinPool.commonPool"));
        return threads;
    }

    /** What is loaded anew; the rest stays. */
    enum Reloaded {
        /** The default of devtools. */
        APPLICATION,
        /** As where the library is built beside the application. */
        APPLICATION_AND_LIBRARY;

        private List<Class<?>> classes() {
            return this == APPLICATION
                    ? List.of(RestartedApplication.class)
                    : List.of(
                            RestartedApplication.class,
                            TokenCacheAutoConfiguration.class,
                            SpringTransactionBoundary.class,
                            CaffeineCacheBackend.class,
                            TokenCacheListener.class);
        }
    }

    /** The JDK keeps the types of the record whose methods it linked last, as java.lang.runtime.ObjectMethods has them. */
    private record LastRecord(Class<?> component) {

        private void forgetTheOneBefore() {
            if (!equals(new LastRecord(component)) || hashCode() == 0) {
                throw new IllegalStateException(toString());
            }
        }
    }

    private static final class ChildFirst extends URLClassLoader {

        ChildFirst(URL... locations) {
            super(locations, Restarts.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? find(name, resolve) : loaded;
            }
        }

        private Class<?> find(String name, boolean resolve) throws ClassNotFoundException {
            try {
                return findClass(name);
            } catch (ClassNotFoundException e) {
                return super.loadClass(name, resolve);
            }
        }
    }
}
