// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/fuzzy.h"
#include "ui/widgets/overlay.h"

#include <functional>
#include <vector>

class QLineEdit;

namespace sc::ui {

// One thing the palette can do or go to.
struct PaletteItem
{
    QString group; // "Actions", "Go to", "Songs"
    QString text;
    QString hint; // quieter, after the text
    QString icon;
    QString keys;
    std::function<void()> run;
};

// Ctrl+K: finds actions, screens and songs by a few letters and runs them. Things used lately come first while
// nothing is typed.
class CommandPalette : public Overlay
{
    Q_OBJECT

public:
    // Everything there is now, asked when it opens.
    using Provider = std::function<std::vector<PaletteItem>()>;
    // Items for what was typed ("go 1:23"); they come first.
    using ArgumentProvider = std::function<std::vector<PaletteItem>(const QString &typed)>;

    CommandPalette(QWidget *window, Provider provider, ArgumentProvider arguments);
    void openWith(const QString &text = {});
    // What the list shows now, for screen readers and tests.
    [[nodiscard]] QStringList shownTexts() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class Input;
    class List;
    struct Hit
    {
        PaletteItem item;
        FuzzyMatch match;
    };
    void refresh();
    void runHit(int index);

    Provider m_provider;
    ArgumentProvider m_arguments;
    std::vector<PaletteItem> m_items;
    QStringList m_recent; // texts, newest first
    QLineEdit *m_input;
    List *m_list;
};

} // namespace sc::ui
