package io.github.tokencache.springsecurityoauth2.autoconfigure;

import io.github.tokencache.TokenCacheListener;
import io.github.tokencache.TokenKey;
import io.github.tokencache.WriteKind;
import java.time.Duration;

/** Tells what is said of refresh tokens from what is said of access tokens; what names neither is of the latter. */
record TokensListener(TokenCacheListener accessTokens, TokenCacheListener refreshTokens) implements TokenCacheListener {
    private static final String REFRESH_TOKEN = "refresh-token";

    private TokenCacheListener of(TokenKey.Kind kind) {
        return kind.label().equals(REFRESH_TOKEN) ? refreshTokens : accessTokens;
    }

    @Override
    public void onLoad(TokenKey.Kind kind, Duration duration) {
        of(kind).onLoad(kind, duration);
    }

    @Override
    public void onHit(TokenKey.Kind kind) {
        of(kind).onHit(kind);
    }

    @Override
    public void onMiss(TokenKey.Kind kind) {
        of(kind).onMiss(kind);
    }

    @Override
    public void onLeaseRefused(TokenKey.Kind kind) {
        of(kind).onLeaseRefused(kind);
    }

    @Override
    public void onFillRefused(TokenKey.Kind kind) {
        of(kind).onFillRefused(kind);
    }

    @Override
    public void onFill(TokenKey.Kind kind) {
        of(kind).onFill(kind);
    }

    @Override
    public void onEviction(TokenKey.Kind kind) {
        of(kind).onEviction(kind);
    }

    @Override
    public void onElision(TokenKey.Kind kind) {
        of(kind).onElision(kind);
    }

    @Override
    public void onLoadBeyondLimit(TokenKey.Kind kind) {
        of(kind).onLoadBeyondLimit(kind);
    }

    @Override
    public void onStale(TokenKey.Kind kind) {
        of(kind).onStale(kind);
    }

    @Override
    public void onFault(Operation operation, RuntimeException fault) {
        accessTokens.onFault(operation, fault);
    }

    @Override
    public void onAway() {
        accessTokens.onAway();
    }

    @Override
    public void onBack() {
        accessTokens.onBack();
    }

    @Override
    public void onWriteRefused(WriteKind kind) {
        accessTokens.onWriteRefused(kind);
    }

    @Override
    public void onDeferred(WriteKind kind) {
        accessTokens.onDeferred(kind);
    }

    @Override
    public void onReplayed(int names) {
        accessTokens.onReplayed(names);
    }

    @Override
    public void onWaitedOut(WriteKind kind, Duration duration) {
        accessTokens.onWaitedOut(kind, duration);
    }

    @Override
    public void onWriteStep(Operation operation, Duration duration) {
        accessTokens.onWriteStep(operation, duration);
    }
}
