/**
 * How large a network is: parameters, multiply-accumulates and activations, counted by a real
 * forward pass, so that the numbers cannot drift from the network.
 */
package io.kinespark.models.complexity;
