// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interchange/xml_tree.h"

#include <QtCore/QHash>

// How FCPXML documents are built, for the reader and the checker.
namespace sc::interchange {

// The sequence of the first project, wherever it stands. VALIDATION_ERROR when this is no FCPXML or holds no project.
[[nodiscard]] Result<const XmlNode *> findSequence(const XmlNode &root);
// Formats, assets, effects and media by id; of a doubled id the first.
[[nodiscard]] QHash<QString, const XmlNode *> resourcesOf(const XmlNode &root);
// Clips, gaps and auditions: what takes time in a storyline. Transitions lie over cuts and take none.
[[nodiscard]] bool isStoryItem(const XmlNode &node);
// What shows: the picked child of an audition, else the node itself.
[[nodiscard]] const XmlNode &pickOf(const XmlNode &node);
// Where an asset's original file lies, in either grammar; empty when it says nothing.
[[nodiscard]] QString mediaUrl(const XmlNode &asset);

} // namespace sc::interchange
