/** What stands between this program's words and the terminal that shows them. */
package io.kinespark.spark.terminal;
