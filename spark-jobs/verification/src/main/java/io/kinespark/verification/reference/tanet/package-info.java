/** Runs the reference cases of TANet and of its ResNet without temporal modules. */
package io.kinespark.verification.reference.tanet;
