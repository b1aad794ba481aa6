package io.github.tokencache.history;

import io.github.tokencache.EntryCodec;
import java.nio.charset.StandardCharsets;

/** A client as text. */
final class ClientCodec implements EntryCodec<Client> {

    @Override
    public int id() {
        return 201;
    }

    @Override
    public byte[] encode(Client client) {
        return (client.version() + " " + client.id()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Client decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int space = text.indexOf(' ');
        return new Client(text.substring(space + 1), Long.parseLong(text.substring(0, space)));
    }
}
