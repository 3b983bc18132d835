// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The {@code openssl} of this machine. */
final class OpenSsl {
    private OpenSsl() {}

    /** Empty where there is none. */
    static Optional<byte[]> hmacSha256(byte[] key, byte[] text) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(
                            "openssl",
                            "dgst",
                            "-sha256",
                            "-mac",
                            "HMAC",
                            "-macopt",
                            "hexkey:" + HexFormat.of().formatHex(key),
                            "-binary")
                    .start();
        } catch (IOException e) {
            return Optional.empty();
        }
        try (OutputStream in = process.getOutputStream()) {
            in.write(text);
        }
        byte[] digest = process.getInputStream().readAllBytes();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0)
            throw new AssertionError(
                    "openssl failed: " + new String(process.getErrorStream().readAllBytes(), UTF_8));
        return Optional.of(digest);
    }
}
