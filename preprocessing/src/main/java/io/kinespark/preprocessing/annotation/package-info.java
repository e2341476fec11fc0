/**
 * What the videos of a data set are labelled: annotation files and label maps.
 *
 * <p>A row that cannot be used becomes a {@link io.kinespark.preprocessing.annotation.RejectedRow}
 * with its line and reason; a file that cannot be used is one {@link
 * io.kinespark.preprocessing.annotation.AnnotationException}. Nothing about a file is guessed: its
 * layout, how labels are written and from where they count are all stated.
 */
package io.kinespark.preprocessing.annotation;
