// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tripbell.notifier.http.Tries.CountedAttempt;
import io.tripbell.notify.Attempt;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** A transport, and what its tests send by it. */
abstract class TransportBench {
    final Loopback egress = new Loopback();
    final HttpTransport transport = Tries.transport(egress, Duration.ofSeconds(20));
    final CountedAttempt attempt = new CountedAttempt();

    @AfterEach
    void close() {
        transport.close();
    }

    /** A server that answers every request and keeps the connection. */
    static ScriptedServer keeping() throws IOException {
        return new ScriptedServer(connection -> {
            while (true) {
                connection.readRequest();
                connection.answer(200, "ok");
            }
        });
    }

    static ScriptedServer answering(String bytes) throws IOException {
        return new ScriptedServer(connection -> {
            while (true) {
                connection.readRequest();
                connection.write(bytes);
            }
        });
    }

    HttpOutcome post(String url, String body) {
        return post(url, body, attempt);
    }

    HttpOutcome post(String url, String body, Attempt by) {
        return transport.send(HttpCall.post(transport.endpoint(url)).json(body.getBytes(UTF_8)), by);
    }
}
