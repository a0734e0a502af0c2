// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/generation_params.h"

#include <QtWidgets/QWidget>

class QVBoxLayout;

namespace sc::ui {

class GenerateDesk;
class PushButton;
class TextLabel;

// The LoRAs of the shot: a line each with its weight, up to as many as the family takes.
class LoraCard : public QWidget
{
    Q_OBJECT

public:
    explicit LoraCard(GenerateDesk &desk, QWidget *parent = nullptr);
    void refresh();
    [[nodiscard]] PushButton *addButton() const { return m_add; }
    void add(const QString &name);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] std::vector<comfy::LoraRef> own() const; // that the shot itself names
    void store(const QString &stepName, const std::vector<comfy::LoraRef> &loras);
    void setWeight(const QString &name, double weight);
    void remove(const QString &name);

    GenerateDesk &m_desk;
    TextLabel *m_count;
    TextLabel *m_warning;
    PushButton *m_add;
    QVBoxLayout *m_rows;
    QString m_shown;
};

} // namespace sc::ui
