// SPDX-License-Identifier: Apache-2.0
package io.tripbell.testkit.peer;

import static io.tripbell.testkit.peer.Outcome.ACCEPTED;
import static io.tripbell.testkit.peer.Outcome.AMBIGUOUS;
import static io.tripbell.testkit.peer.Outcome.PERMANENT;
import static io.tripbell.testkit.peer.Outcome.SHORT;
import static io.tripbell.testkit.peer.Outcome.TRANSIENT;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/** Answers that no HTTP service should give. Where a status of success was readable, a service may let it decide. */
final class HostileHttp {
    private static final Set<Outcome> UNKNOWN = EnumSet.of(AMBIGUOUS);
    private static final Set<Outcome> STATUS_MAY_DECIDE = EnumSet.of(ACCEPTED, AMBIGUOUS);
    private static final Set<Outcome> NOT_FOLLOWED = EnumSet.of(SHORT, PERMANENT);

    private final String success;
    private final Consumer<RawReply> begin;
    private final List<Behaviour> behaviours = new ArrayList<>();

    private HostileHttp(int successStatus, Consumer<RawReply> begin) {
        this.success = "HTTP/1.1 " + successStatus + " Success\r\n";
        this.begin = begin;
    }

    static List<Behaviour> answers(int successStatus, Consumer<RawReply> begin) {
        HostileHttp hostile = new HostileHttp(successStatus, begin);
        hostile.addUnreadable();
        hostile.addEndless();
        hostile.addBrokenBodies();
        hostile.addMisleading();
        return List.copyOf(hostile.behaviours);
    }

    private void addUnreadable() {
        add("closes without an answer", UNKNOWN, (in, out) -> {});
        add("garbage in place of an answer", UNKNOWN, (in, out) -> out.write(garbage()));
        add("a body without a head", UNKNOWN, (in, out) -> out.write("<html>hello</html>\r\n"));
        add("closes within the status line", UNKNOWN, (in, out) -> out.write("HTTP/1.1 20"));
        add("closes within the headers", UNKNOWN, (in, out) -> out.write(success + "Content-Length: 5\r\nServ"));
    }

    private void addEndless() {
        add(
                "a status line without end",
                UNKNOWN,
                (in, out) -> out.write("HTTP/1.1 200 ").repeatForEver("O"));
        add(
                "a header without end",
                UNKNOWN,
                (in, out) -> out.write(success + "X-Long: ").repeatForEver("x"));
        add("headers without end", UNKNOWN, (in, out) -> out.write(success).repeatForEver("X-More: of the same\r\n"));
        add("100 Continue without end", UNKNOWN, (in, out) -> out.repeatForEver("HTTP/1.1 100 Continue\r\n\r\n"));
        add("a status line of one byte at a time", UNKNOWN, (in, out) -> out.drip("HTTP/1.1 200 OOO"));
        add(
                "a body of one byte at a time",
                STATUS_MAY_DECIDE,
                (in, out) ->
                        out.write(success + "Content-Length: 1000000\r\n\r\n").drip("o"));
        add(
                "chunks without end",
                STATUS_MAY_DECIDE,
                (in, out) -> out.write(success + "Transfer-Encoding: chunked\r\n\r\n")
                        .repeatForEver("8\r\nall good\r\n"));
        add(
                "a body of a terabyte",
                STATUS_MAY_DECIDE,
                (in, out) -> out.write(success + "Content-Length: 1099511627776\r\n\r\n")
                        .repeatForEver("all good "));
        add(
                "a body that ends with the connection, which does not end",
                STATUS_MAY_DECIDE,
                (in, out) -> out.write(success + "\r\n").repeatForEver("all good "));
        add(
                "zipped zeros without end",
                STATUS_MAY_DECIDE,
                (in, out) ->
                        out.write(success + "Content-Encoding: gzip\r\n\r\n").repeatForEver(zippedZeros()));
    }

    private void addBrokenBodies() {
        add(
                "a broken chunk",
                STATUS_MAY_DECIDE,
                (in, out) -> out.write(success + "Transfer-Encoding: chunked\r\n\r\nzz\r\nall good\r\n"));
        add(
                "closes within the body",
                STATUS_MAY_DECIDE,
                (in, out) -> out.write(success + "Content-Length: 100\r\n\r\nok"));
        add("a length below zero", STATUS_MAY_DECIDE, (in, out) -> out.write(success + "Content-Length: -1\r\n\r\nok"));
        add(
                "two lengths",
                STATUS_MAY_DECIDE,
                (in, out) -> out.write(success + "Content-Length: 2\r\nContent-Length: 7\r\n\r\nok"));
        add(
                "a body that is not text",
                STATUS_MAY_DECIDE,
                (in, out) -> out.write(success
                                + "Content-Type: application/json; charset=nonsense\r\nContent-Length: 256\r\n\r\n")
                        .write(garbage()));
    }

    private void addMisleading() {
        add(
                "an error page full of control characters",
                EnumSet.of(PERMANENT),
                (in, out) -> out.write("HTTP/1.1 400 \u001b[31mBad\r\nContent-Length: 256\r\n\r\n")
                        .write(garbage()));
        add(
                "a huge error page",
                EnumSet.of(TRANSIENT),
                (in, out) -> out.write("HTTP/1.1 503 Busy\r\nContent-Length: 1048576\r\n\r\n")
                        .write("<p>busy</p>\r\n".repeat(1_048_576 / 13 + 1).substring(0, 1_048_576)));
        add(
                "a Retry-After that means nothing",
                EnumSet.of(TRANSIENT),
                (in, out) -> out.write(
                        "HTTP/1.1 429 Slow\r\nRetry-After: -99999999999999999999 parsecs\r\nContent-Length: 0\r\n\r\n"));
        for (int status : new int[] {301, 302, 303, 307, 308})
            add(
                    "a redirect, " + status,
                    NOT_FOLLOWED,
                    (in, out) -> out.write(
                            "HTTP/1.1 " + status + " Elsewhere\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"));
    }

    private void add(String name, Set<Outcome> expected, RawReply reply) {
        behaviours.add(new Behaviour(name, expected, () -> begin.accept(reply)));
    }

    /** Every byte once; no line of it is a word of HTTP. */
    private static byte[] garbage() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (i * 7 + 128);
        return bytes;
    }

    /** Ten megabytes in ten kilobytes; zipped files that follow each other are one. */
    private static String zippedZeros() {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(new byte[10_000_000]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toString(StandardCharsets.ISO_8859_1);
    }
}
