/**
 * Checks of the data side against {@code data_cases.json} of a reference folder: which frames the
 * samplers take, where the crops lie, which labels change when mirrored, what the metrics say and
 * how learning rates fall. Every entry of the file is a list of questions of one kind; a check
 * knows a kind, not a particular file.
 */
package io.kinespark.verification.data;
