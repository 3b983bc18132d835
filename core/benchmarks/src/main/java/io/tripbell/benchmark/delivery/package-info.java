// SPDX-License-Identifier: Apache-2.0
/**
 * The whole path from an event to the service's answer, beside bare OkHttp. Begin with {@link
 * io.tripbell.benchmark.delivery.WholePath}.
 */
package io.tripbell.benchmark.delivery;
