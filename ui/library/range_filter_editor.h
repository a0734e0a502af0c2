// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/library/filter_editors.h"

class QLineEdit;

namespace sc::ui {

class TextLabel;

// From and to, over a picture of how the songs spread. The wrong way round is put right when a field is left, and said.
class RangeFilterEditor : public FilterEditor
{
    Q_OBJECT

public:
    RangeFilterEditor(FilterKind kind, library::TrackQuery query, const library::LibraryStats &stats, QWidget *parent);
    [[nodiscard]] QWidget *firstField() override;
    void settle() override;

private:
    class Spread;
    void read();
    [[nodiscard]] library::NumberRange &range();

    FilterKind m_kind;
    QLineEdit *m_from;
    QLineEdit *m_to;
    Spread *m_spread = nullptr; // null: nothing to draw
    TextLabel *m_words;
};

} // namespace sc::ui
