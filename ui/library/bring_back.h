// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/app_context.h"
#include "ui/widgets/overlay.h"

class QScrollArea;
class QVBoxLayout;

namespace sc::ui {

class PushButton;
class Segment;

// What can be had again: songs that were removed from the library, and files as they were before tags went into them.
class BringBack : public Overlay
{
    Q_OBJECT

public:
    enum class Kind { Songs, Files };

    BringBack(AppContext &context, QWidget *window);
    void openAt(Kind kind);

private:
    struct Row
    {
        QString title;
        QString detail;
        QString toolTip;
        std::function<void()> bringBack;
    };
    void refill();
    [[nodiscard]] std::vector<Row> songs() const;
    [[nodiscard]] std::vector<Row> files() const;
    void addRow(const Row &row);
    void bringAll();

    AppContext &m_context;
    Segment *m_kinds;
    QScrollArea *m_scroll = nullptr;
    QVBoxLayout *m_rows;
    PushButton *m_all; // of the songs that were removed together last
    PushButton *m_close;
};

} // namespace sc::ui
