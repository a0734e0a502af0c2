// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

#include <vector>

class QLineEdit;
class QVBoxLayout;

namespace sc::ui {

class PushButton;
class TextLabel;

// Names with a weight each, as LoRAs are used: a slider of 0 to 2; any weight of -4 to 4 can be typed behind the name
// ("rain:0.85"). Sends changed() once, when the hand lets go.
class LoraRows : public QWidget
{
    Q_OBJECT

public:
    struct Entry
    {
        QString name;
        double weight = 1;
        bool operator==(const Entry &) const = default;
    };

    explicit LoraRows(const QString &title, QWidget *parent = nullptr);
    void setEntries(const std::vector<Entry> &entries); // quiet
    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }
    void setHint(const QString &hint); // right of the title
    void setMost(int most);            // above it adding is off, with the number; negative: no limit
    void setReadOnly(bool readOnly);
    [[nodiscard]] QLineEdit *edit() const { return m_edit; }

Q_SIGNALS:
    void changed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void rebuild();
    void add();
    void setWeight(size_t index, double weight);

    std::vector<Entry> m_entries;
    TextLabel *m_hint;
    QVBoxLayout *m_rows;
    QLineEdit *m_edit;
    int m_most = -1;
    bool m_readOnly = false;
};

} // namespace sc::ui
