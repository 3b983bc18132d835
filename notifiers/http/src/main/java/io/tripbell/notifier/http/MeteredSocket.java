// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;

/** A socket whose every byte that comes in is counted before anybody else holds it, whatever is spoken over it. */
final class MeteredSocket extends OuterSocket {

    /** Counts what comes in. */
    interface Meter {
        /**
         * How many bytes may come in now.
         *
         * @return at least 1
         * @throws IOException when there were enough
         */
        int left() throws IOException;

        /** So many came. */
        void took(int count);
    }

    private final Meter meter;

    MeteredSocket(Socket inner, Meter meter) throws SocketException {
        super(inner);
        this.meter = meter;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new Metered(super.getInputStream());
    }

    private final class Metered extends FilterInputStream {
        Metered(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            meter.left();
            int read = super.read();
            if (read >= 0) meter.took(1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            int read = super.read(bytes, from, Math.min(count, meter.left()));
            if (read > 0) meter.took(read);
            return read;
        }
    }
}
