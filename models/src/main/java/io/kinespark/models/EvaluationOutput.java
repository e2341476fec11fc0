package io.kinespark.models;

/** What a network answers in evaluation mode; in training mode it is always logits. */
public enum EvaluationOutput {
  /** Scores whose softmax is the probability of each class. */
  LOGITS,
  /** Probabilities, already averaged over the positions of a fully convolutional head. */
  PROBABILITIES
}
