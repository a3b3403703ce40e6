/// Real git remotes on loopback, over https and over ssh.
@NullMarked
package dev.workrail.testkit.git;

import org.jspecify.annotations.NullMarked;
