// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/export_settings.h"

#include <QtWidgets/QWidget>

class QCheckBox;
class QStackedLayout;
class QVBoxLayout;

namespace sc::ui {

class FieldChoice;
class TextLabel;

// The options of the chosen export. Only what works is here.
class ExportForm : public QWidget
{
    Q_OBJECT

public:
    explicit ExportForm(QWidget *parent = nullptr);

    void setKind(ExportKind kind);
    // Fits the choices to the project: its size, how many markers there are, whether a loop can be the range.
    void setProgram(const timeline::Timeline &timeline, std::optional<TickRange> loop);
    // Takes what is chosen into `settings`, all but the destination.
    void read(ExportSettings &settings) const;

Q_SIGNALS:
    void changed();

private:
    QWidget *buildFinalCut();
    QWidget *buildMovie();
    QCheckBox *mark(const QString &text, bool on, TextLabel *&count, QVBoxLayout *into);

    QStackedLayout *m_pages;
    FieldChoice *m_version = nullptr;
    FieldChoice *m_start = nullptr;
    QCheckBox *m_sections = nullptr;
    QCheckBox *m_bars = nullptr;
    QCheckBox *m_beats = nullptr;
    QCheckBox *m_lyrics = nullptr;
    QCheckBox *m_notes = nullptr;
    TextLabel *m_sectionCount = nullptr;
    TextLabel *m_barCount = nullptr;
    TextLabel *m_beatCount = nullptr;
    TextLabel *m_lyricCount = nullptr;
    TextLabel *m_noteCount = nullptr;
    FieldChoice *m_size = nullptr;
    FieldChoice *m_quality = nullptr;
    FieldChoice *m_range = nullptr;
    std::optional<TickRange> m_loop;
};

} // namespace sc::ui
