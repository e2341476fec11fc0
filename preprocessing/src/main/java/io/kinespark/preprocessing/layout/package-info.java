/**
 * Where the files of a data set lie: below which folder, in which class's folder, with which
 * extension.
 *
 * <p>Copies of one data set differ in how class names became folders and in the containers of the
 * videos, so that listed names are matched with what is there after both are brought to one form.
 * {@link io.kinespark.preprocessing.layout.ClassName} is the one place that knows that form.
 */
package io.kinespark.preprocessing.layout;
