package io.github.tokencache.history;

import io.github.tokencache.CacheWriteException;
import io.github.tokencache.testkit.history.Action;
import io.github.tokencache.testkit.history.Outcome;
import io.github.tokencache.testkit.store.AccessToken;
import io.github.tokencache.testkit.store.Login;
import io.github.tokencache.testkit.store.RefreshToken;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** The operations of one thread, each recorded. For one thread. */
final class Traffic {
    private final Stores stores;
    private final Tape tape;
    private final Transactions transactions;

    Traffic(Stores stores, Tape tape, Transactions transactions) {
        this.stores = stores;
        this.tape = tape;
        this.transactions = transactions;
    }

    void readToken(int slot) {
        read(Operation.READ, slot, () -> version(stores.tokens().readAccessToken(Names.token(slot))));
    }

    void readAuthentication(int slot) {
        read(Operation.READ, slot, () -> {
            Login login = stores.tokens().readAuthentication(Names.token(slot));
            return login == null ? 0 : Names.version(login);
        });
    }

    void readByAlias(int slot) {
        read(Operation.READ_BY_ALIAS, slot, () -> version(stores.tokens().getAccessToken(Names.login(slot, 0))));
    }

    void readClient(int client) {
        int item = Names.clientItem(client);
        read(Operation.READ_CLIENT, item, () -> {
            Client found = stores.clients().loadClientByClientId(Names.client(item));
            return found == null ? 0 : found.version();
        });
    }

    /** What it reads may be as old as its snapshot, so that is when it starts; nobody else may get the old row from it. */
    void readInSnapshot(int slot, long pause) {
        long start = tape.now();
        transactions.inSnapshot(pause, () -> {
            EventRecord event = tape.read(Operation.READ_IN_SNAPSHOT, slot, start);
            finish(event, () -> version(stores.tokens().readAccessToken(Names.token(slot))));
        });
    }

    private void read(Operation operation, int item, LongSupplier read) {
        finish(tape.read(operation, item, tape.now()), read);
    }

    private void finish(EventRecord event, LongSupplier read) {
        try {
            long version = read.getAsLong();
            long now = tape.now();
            event.yielded(version);
            event.end(version == 0 ? Outcome.ABSENT : Outcome.SEEN, now, 0);
        } catch (RuntimeException failed) {
            event.end(Outcome.UNKNOWN, tape.now(), 0);
            throw failed;
        }
    }

    private static long version(@Nullable AccessToken token) {
        return token == null ? 0 : Names.version(token);
    }

    void store(int slot, int which) {
        byItself(() -> storeIn(Operation.STORE, slot, which));
    }

    void revoke(int slot) {
        byItself(() -> revokeIn(Operation.REVOKE, slot));
    }

    void revokeByRefreshToken(int group, int which) {
        byItself(() -> revokeIn(Operation.REVOKE_BY_REFRESH_TOKEN, group, which));
    }

    /** As token services do without a transaction: two writes. */
    void refresh(int slot, int which) {
        byItself(() -> revokeIn(Operation.REFRESH, slot / 2, which));
        byItself(() -> storeIn(Operation.REFRESH, slot, 1 - which));
    }

    void refreshInTransaction(int slot, int which) {
        inTransaction(true, () -> {
            revokeIn(Operation.REFRESH, slot / 2, which);
            storeIn(Operation.REFRESH, slot, 1 - which);
        });
    }

    void storeInTransaction(int slot, int which, boolean commit) {
        inTransaction(commit, () -> storeIn(commit ? Operation.STORE : Operation.ROLLBACK, slot, which));
    }

    void revokeInTransaction(int slot, boolean commit) {
        inTransaction(commit, () -> revokeIn(commit ? Operation.REVOKE : Operation.ROLLBACK, slot));
    }

    void changeClient(int client, boolean secret) {
        int item = Names.clientItem(client);
        byItself(() -> {
            long version = tape.write(Operation.CHANGE_CLIENT, Action.STORE, item);
            if (secret) {
                stores.registration().updateClientSecret(Names.client(item), "secret");
            } else {
                stores.registration().updateClientDetails(new Client(Names.client(item), version));
            }
        });
    }

    void removeClient(int client) {
        int item = Names.clientItem(client);
        byItself(() -> {
            tape.write(Operation.REMOVE_CLIENT, Action.REMOVE, item);
            stores.registration().removeClientDetails(Names.client(item));
        });
    }

    private void storeIn(Operation operation, int slot, int which) {
        long version = tape.write(operation, Action.STORE, slot);
        RefreshToken refreshToken = Names.refreshToken(slot / 2, which);
        stores.tokens().storeAccessToken(Names.token(slot, refreshToken.value(), version), Names.login(slot, version));
    }

    private void revokeIn(Operation operation, int slot) {
        tape.write(operation, Action.REMOVE, slot);
        stores.tokens().removeAccessToken(Names.token(slot, "", 0));
    }

    private void revokeIn(Operation operation, int group, int which) {
        tape.write(operation, Action.REMOVE_BY_TAG, 2 * group, 2 * group + 1);
        stores.tokens().removeAccessTokenUsingRefreshToken(Names.refreshToken(group, which));
    }

    private void byItself(Runnable write) {
        settle(() -> {
            write.run();
            return true;
        });
    }

    private void inTransaction(boolean commit, Runnable writes) {
        settle(() -> transactions.run(commit, () -> {
            writes.run();
            tape.publish();
        }));
    }

    /** A write that the cache refused before anything was changed is not done; any other exception leaves it open. */
    private void settle(Supplier<Boolean> write) {
        try {
            if (write.get()) {
                tape.committed(0);
            } else {
                tape.undone();
            }
        } catch (CacheWriteException refused) {
            if (refused.changed()) {
                tape.committed(refused.staleFor().toNanos());
            } else {
                tape.undone();
            }
        } finally {
            tape.unknown();
        }
    }

    /** Runs what it is given in a transaction of the worker's database. */
    interface Transactions {
        /** Answers whether it is committed. */
        boolean run(boolean commit, Runnable work);

        void inSnapshot(long pause, Runnable work);

        static Transactions of(TransactionTemplate writing, TransactionTemplate snapshot, Runnable look) {
            return new SpringTransactions(writing, snapshot, look);
        }
    }
}
