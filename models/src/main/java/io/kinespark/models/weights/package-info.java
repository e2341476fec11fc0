/**
 * Weights in files of any readable form, and the naming schemes in which they come: what a user
 * names as initial weights, evaluates or converts.
 */
package io.kinespark.models.weights;
