/** Training without an engine, in one thread and in any precision: the yardstick of the engines. */
package io.kinespark.verification.training;
