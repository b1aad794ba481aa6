package io.github.tokencache.history;

import io.github.tokencache.CacheWriteException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Does one operation after the other, at random, most of them on few items, until it is told to stop. */
final class TrafficThread implements Runnable {
    static final int SLOTS = 60;
    static final int CLIENTS = 4;
    private static final long LONGEST_PAUSE = 3_000_000;

    private final Traffic traffic;
    private final Stores.Eviction eviction;
    private final Random random;
    private final BooleanSupplier stopped;
    private final AtomicLong failures;

    TrafficThread(
            Traffic traffic, Stores.Eviction eviction, Random random, BooleanSupplier stopped, AtomicLong failures) {
        this.traffic = traffic;
        this.eviction = eviction;
        this.random = random;
        this.stopped = stopped;
        this.failures = failures;
    }

    @Override
    public void run() {
        while (!stopped.getAsBoolean()) {
            try {
                operate(random.nextInt(1_000));
            } catch (RuntimeException failed) {
                if (failures.incrementAndGet() <= 20) {
                    failed.printStackTrace();
                }
            }
        }
    }

    private void operate(int dice) {
        int slot = slot();
        if (dice < 520) {
            traffic.readToken(slot);
        } else if (dice < 680) {
            traffic.readAuthentication(slot);
        } else if (dice < 780) {
            traffic.readByAlias(slot);
        } else if (dice < 890) {
            traffic.readClient(random.nextInt(CLIENTS));
        } else if (dice < 900) {
            traffic.readInSnapshot(slot, random.nextLong(LONGEST_PAUSE));
        } else {
            write(dice - 900, slot, random.nextInt(2));
        }
    }

    private void write(int dice, int slot, int which) {
        if (dice < 50) {
            traffic.store(slot, which);
        } else if (dice < 60) {
            traffic.revoke(slot);
        } else if (dice < 64) {
            traffic.revokeByRefreshToken(slot / 2, which);
        } else if (dice < 66) {
            traffic.refresh(slot, which);
        } else {
            writeSeldom(dice - 66, slot, which);
        }
    }

    private void writeSeldom(int dice, int slot, int which) {
        if (dice < 4) {
            traffic.refreshInTransaction(slot, which);
        } else if (dice < 14) {
            traffic.storeInTransaction(slot, which, dice < 9);
        } else if (dice < 20) {
            traffic.revokeInTransaction(slot, dice < 17);
        } else if (dice < 29) {
            traffic.changeClient(random.nextInt(CLIENTS), dice < 25);
        } else if (dice < 32) {
            traffic.removeClient(random.nextInt(CLIENTS));
        } else {
            evict(slot);
        }
    }

    /** Clearing is for all, and slow, so it is rare. */
    private void evict(int slot) {
        try {
            if (random.nextInt(50) == 0) {
                eviction.all();
            } else {
                eviction.user("user-" + slot);
            }
        } catch (CacheWriteException refused) {
            return; // nothing has changed that would have to be evicted
        }
    }

    /** The second is asked for half as often as the first, and so on. */
    private int slot() {
        double place = Math.pow(SLOTS + 1.0, random.nextDouble());
        return Math.min((int) place - 1, SLOTS - 1);
    }
}
