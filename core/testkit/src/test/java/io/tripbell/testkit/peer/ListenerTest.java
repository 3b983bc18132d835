// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ListenerTest {
    private final Listener listener =
            new Listener("test", socket -> socket.getInputStream().transferTo(socket.getOutputStream()));

    @RepeatedTest(50)
    void refusesConnectionsFromTheMomentItIsTold() throws IOException {
        listener.start();
        try (Socket before = new Socket(Listener.loopback(), listener.port())) {
            before.getOutputStream().write(7);
            assertThat(before.getInputStream().read()).isEqualTo(7);

            listener.refuse();

            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> new Socket(Listener.loopback(), listener.port()).close());
            assertThat(listener.accepted()).isEqualTo(1);
        } finally {
            listener.close();
        }
    }

    @Test
    void tellsWhenTheOtherSideHasClosedEveryConnection() throws IOException {
        listener.start();
        try (Socket socket = new Socket(Listener.loopback(), listener.port())) {
            socket.getOutputStream().write(7);
            assertThat(socket.getInputStream().read()).isEqualTo(7);
        }

        listener.awaitNoConnection();
        listener.close();
        listener.close();
    }
}
