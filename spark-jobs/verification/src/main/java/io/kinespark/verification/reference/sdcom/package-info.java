/** Runs the reference cases of SDCOM: its layers, its parts, and whole networks in every stage. */
package io.kinespark.verification.reference.sdcom;
