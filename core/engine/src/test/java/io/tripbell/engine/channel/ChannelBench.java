// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.channel;

import io.tripbell.notify.SendResult;
import io.tripbell.notify.SendResult.Rejected;
import io.tripbell.notify.SendResult.TryLater;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A channel whose notifier does as its test says. */
@Timeout(60)
abstract class ChannelBench {
    final ChannelFixture fixture = new ChannelFixture();
    final ScriptedProvider provider = new ScriptedProvider();
    final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        fixture.close();
    }

    CompletableFuture<SendResult> inBackground(Channel channel) {
        CompletableFuture<SendResult> result = new CompletableFuture<>();
        new Thread(() -> result.complete(channel.carry(Tries.delivery(), Tries.terms()))).start();
        return result;
    }

    static String codeOf(SendResult result) {
        return code(result).orElse("none");
    }

    static Optional<String> code(SendResult result) {
        if (result instanceof TryLater later) return Optional.of(later.code());
        return result instanceof Rejected rejected ? Optional.of(rejected.code()) : Optional.empty();
    }

    static Object kindOf(SendResult result) {
        if (result instanceof TryLater later) return later.kind();
        return result instanceof Rejected ? "rejected" : "accepted";
    }
}
