/// Holds the API to its own document: calls made from the document, answers checked against it.
package dev.workrail.app.contract;
