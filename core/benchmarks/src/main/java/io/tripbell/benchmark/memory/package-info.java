// SPDX-License-Identifier: Apache-2.0
/** Bytes that one more of a thing costs, and things done once in a fresh process. Begin with {@link io.tripbell.benchmark.memory.Footprint}. */
package io.tripbell.benchmark.memory;
