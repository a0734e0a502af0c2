// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

namespace sc::ui {

class PushButton;
class TextLabel;

// Above the songs whose files are gone: how many, and the two ways to find them again.
class MissingBar : public QWidget
{
    Q_OBJECT

public:
    explicit MissingBar(QWidget *parent = nullptr);
    void setCount(int count);
    void setOneChosen(bool chosen);

Q_SIGNALS:
    void folderWanted();
    void fileWanted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    TextLabel *m_words;
    PushButton *m_file;
};

} // namespace sc::ui
