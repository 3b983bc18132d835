// SPDX-License-Identifier: Apache-2.0
/** A trigger on the rate of failures. */
module com.example.rate {
    requires transitive io.tripbell.api;

    exports com.example.rate;
}
