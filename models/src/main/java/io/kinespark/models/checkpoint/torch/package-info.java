/**
 * Files that PyTorch writes: the zip container of 1.6 and later, the legacy container before it,
 * and the pickles in both.
 *
 * <p>A pickle is a program. Here it runs on a machine of its own that can build containers, plain
 * values and descriptions of tensors ({@link
 * io.kinespark.models.checkpoint.torch.TorchCheckpoint}), and that refuses every other class or
 * function by its name before anything is built of it.
 */
package io.kinespark.models.checkpoint.torch;
