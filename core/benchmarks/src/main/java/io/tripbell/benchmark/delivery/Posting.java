// SPDX-License-Identifier: Apache-2.0
package io.tripbell.benchmark.delivery;

/** Brings messages to the sink. */
interface Posting extends AutoCloseable {
    static Posting of(String subject, String url, Tally tally, int inFlight) throws InterruptedException {
        return switch (subject) {
            case "tripbell" -> new TripbellPosting(url, tally, inFlight);
            case "limit" -> new BareOkHttp(url, tally, inFlight);
            default -> throw new IllegalArgumentException("no such subject: " + subject);
        };
    }

    /** Makes ready what {@link #post} takes, outside of the measured time. */
    void prepare(int from, int to);

    /** Posts the runs that were prepared; returns once all are accepted, which need not be their arrival. */
    void post() throws InterruptedException;

    @Override
    void close();
}
