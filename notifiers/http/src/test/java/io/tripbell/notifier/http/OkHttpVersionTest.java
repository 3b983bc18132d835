// SPDX-License-Identifier: Apache-2.0
package io.tripbell.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.OkHttp;
import org.junit.jupiter.api.Test;

class OkHttpVersionTest {

    /** The same tests run on two versions; without this nobody would notice if both runs saw one. */
    @Test
    void isTheOneThatThisRunIsFor() {
        assertThat(OkHttp.VERSION).startsWith(System.getProperty("tripbell.okhttp", "5") + ".");
    }
}
