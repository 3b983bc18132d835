// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine.egress;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.engine.time.VirtualTime;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedResolverTest {
    private final VirtualTime time = VirtualTime.startingAt("2026-03-01T02:00:00Z");

    @Test
    void passesAnswersAndUnknownNamesOn() throws UnknownHostException {
        InetAddress address = InetAddress.getByName("93.184.216.34");
        UnknownHostException unknown = new UnknownHostException("b: Name or service not known");
        NameResolver resolver = name -> {
            if (name.equals("a")) return List.of(address);
            throw unknown;
        };

        try (BoundedResolver bounded = new BoundedResolver(resolver, time)) {
            assertThat(bounded.resolve("a")).containsExactly(address);
            assertThatThrownBy(() -> bounded.resolve("b")).isSameAs(unknown);
        }
    }

    @Test
    void callsAFailingResolverATemporaryFailure() {
        NameResolver resolver = name -> {
            throw new IllegalStateException("no");
        };

        try (BoundedResolver bounded = new BoundedResolver(resolver, time)) {
            assertThatThrownBy(() -> bounded.resolve("a"))
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessageContaining("Temporary failure");
        }
    }

    @Test
    void letsGoOfALookUpThatHangsAfterFiveSecondsAndServesOthersMeanwhile() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        NameResolver resolver = name -> {
            if (name.equals("slow")) {
                asked.countDown();
                awaitAsTheJvmDoes(release);
            }
            return List.of(InetAddress.getLoopbackAddress());
        };
        try (BoundedResolver bounded = new BoundedResolver(resolver, time)) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            Thread asking = new Thread(() -> answer.complete(textOf(bounded)));
            asking.start();
            assertThat(asked.await(50, TimeUnit.SECONDS)).isTrue();

            assertThat(bounded.resolve("fast")).hasSize(1);
            time.advance(ofSeconds(5));

            assertThat(answer.get(50, TimeUnit.SECONDS)).contains("slow: Temporary failure", "PT5S");
        } finally {
            release.countDown();
        }
    }

    private static String textOf(BoundedResolver bounded) {
        try {
            return "" + bounded.resolve("slow");
        } catch (UnknownHostException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** The JVM's look-up cannot be interrupted. */
    private static void awaitAsTheJvmDoes(CountDownLatch latch) {
        boolean waiting = true;
        while (waiting) {
            try {
                latch.await();
                waiting = false;
            } catch (InterruptedException e) {
                waiting = true;
            }
        }
    }
}
