// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/song_map.h"
#include "ui/widgets/section_colours.h"

#include <QtWidgets/QAbstractButton>

namespace sc::ui {

// An analysis in the history: when and how thorough, below it by which engine. The current one is selected.
class HistoryRow : public QAbstractButton
{
    Q_OBJECT

public:
    HistoryRow(const QString &title, const QString &detail, QWidget *parent = nullptr);
    void setCurrent(bool current);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_detail;
    bool m_current = false;
};

// The sections of one analysis as a strip.
class SectionStrip : public QWidget
{
    Q_OBJECT

public:
    explicit SectionStrip(SongMap map, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    SongMap m_map;
    SectionColours m_colours;
};

} // namespace sc::ui
