// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.delivery;

import io.tripbell.benchmark.Flows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * The limit: as many threads as may be in flight, each of which posts one body after the other and waits for the answer. The
 * bodies are those that the engine sends, byte for byte but for the number of the run, and are made beforehand.
 */
final class BareOkHttp implements Posting {
    private final OkHttpClient client;
    private final HttpUrl url;
    private final ExecutorService threads;
    private final int inFlight;
    private final byte[] body;
    private final MediaType type;
    private final int runAt;
    private byte[][] prepared = {};
    private int first;

    BareOkHttp(String url, Tally tally, int inFlight) throws InterruptedException {
        byte[] sample = sample(url, tally);
        int bodyStart = HttpRequest.bodyStart(sample, sample.length);
        this.url = HttpUrl.get(url);
        this.inFlight = inFlight;
        this.body = Arrays.copyOfRange(sample, bodyStart, sample.length);
        this.type = MediaType.get(HttpRequest.header(sample, bodyStart, "content-type"));
        this.runAt = Tally.runAt(body, body.length);
        this.client = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(inFlight, 1, TimeUnit.MINUTES))
                .build();
        this.threads = Executors.newFixedThreadPool(inFlight);
    }

    private static byte[] sample(String url, Tally tally) throws InterruptedException {
        try (TripbellPosting engine = new TripbellPosting(url, tally, 1)) {
            engine.offer(TripbellPosting.event(Tally.SAMPLE));
            tally.awaits(1);
        }
        return tally.sample();
    }

    @Override
    public void prepare(int from, int to) {
        first = from;
        prepared = IntStream.range(from, to).mapToObj(this::body).toArray(byte[][]::new);
    }

    private byte[] body(int run) {
        byte[] bytes = body.clone();
        byte[] digits = Flows.padded(run, Tally.DIGITS).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, bytes, runAt, digits.length);
        return bytes;
    }

    @Override
    public void post() throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(inFlight);
        for (int i = 0; i < inFlight; i++)
            threads.execute(() -> {
                try {
                    for (int n = next.getAndIncrement(); n < prepared.length; n = next.getAndIncrement())
                        post(prepared[n]);
                } finally {
                    ended.countDown();
                }
            });
        ended.await();
    }

    private void post(byte[] bytes) {
        Request request = new Request.Builder()
                .url(url)
                .post(RequestBody.create(bytes, type))
                .build();
        try (Response response = client.newCall(request).execute()) {
            if (response.code() != 200) throw new IllegalStateException("answered " + response.code());
        } catch (IOException e) {
            throw new IllegalStateException("not posted, of those from " + first, e);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        client.connectionPool().evictAll();
    }
}
