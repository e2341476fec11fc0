/** A family of networks as somebody else would add it: nothing of the project names it. */
package org.example.colour;
