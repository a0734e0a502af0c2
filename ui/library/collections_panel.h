// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/library/track_filter.h"
#include "ui/widgets/panel.h"

#include <map>

namespace sc::ui {

class BpmHistogram;

// The shelves on the left, each with its number of songs.
class CollectionsPanel : public Panel
{
    Q_OBJECT

public:
    explicit CollectionsPanel(QWidget *parent = nullptr);
    void setTracks(const std::vector<library::Track> &tracks);
    void setCurrent(Collection collection);
    [[nodiscard]] BpmHistogram &histogram() const { return *m_histogram; }
    [[nodiscard]] static QString nameOf(Collection collection);

Q_SIGNALS:
    void chosen(sc::ui::Collection collection);

private:
    class Row;
    std::map<Collection, Row *> m_rows;
    BpmHistogram *m_histogram;
};

} // namespace sc::ui
