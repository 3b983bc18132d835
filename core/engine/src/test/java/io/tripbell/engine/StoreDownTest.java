// SPDX-License-Identifier: Apache-2.0
package io.tripbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tripbell.notify.Exchange;
import io.tripbell.notify.SendResult;
import io.tripbell.store.StoreException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What begins and ends although the store cannot be reached leaves nothing behind (R36). */
class StoreDownTest extends LifeCycleBench {
    private final FailingStore store = new FailingStore();

    @Test
    void leavesNothingWhenTheStoreIsDownAtTheStart() {
        store.isDown = true;

        assertThatThrownBy(() -> builder().store(store).start()).isInstanceOf(StoreException.class);

        assertThat(ops.isClosed()).isTrue();
        assertThat(store.isClosed).as("the store is still the host's").isFalse();
        threads.assertNoneIsLeft();
    }

    @Test
    void leavesNothingWhenTheStoreIsDownAtTheClose() throws Exception {
        CountDownLatch tried = new CountDownLatch(1);
        ops.answering(() -> {
            threads.meet();
            tried.countDown();
            return SendResult.accepted(Exchange.none());
        });
        AutomationEngine engine = builder().store(store).start();
        engine.onEvent(event(1));
        await(tried);
        store.isDown = true;

        assertThatThrownBy(engine::close).isInstanceOf(StoreException.class).hasMessage("the store is down");

        assertThat(ops.isClosed()).isTrue();
        assertThat(store.isClosed).isTrue();
        assertThat(engine.close(LONG)).isEmpty();
        threads.assertNoneIsLeft();
    }
}
