// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/gallery_desk.h"
#include "ui/widgets/panel.h"

class QCheckBox;
class QLineEdit;
class QPlainTextEdit;

namespace sc::ui {

class CheckRows;
class Chip;
class IconButton;
class PushButton;
class StarsField;
class TextLabel;

// What is said of the take that is looked at: stars, what the checks found, a note, the take that its shot shows now, other ones to
// ask for, and the verdict.
class JudgementPanel : public Panel
{
    Q_OBJECT

public:
    enum class Ask { NewSeed, LessMotion, OtherServer };

    explicit JudgementPanel(GalleryDesk &desk, QWidget *parent = nullptr);

    void show(const TakeId &take); // empty: nothing to look at
    void keepNote();               // what was typed and not kept yet
    void setCompact(bool compact); // a bar below the picture
    void setAskWords(const QString &words);
    [[nodiscard]] bool choosesToo() const;
    [[nodiscard]] QPlainTextEdit *note() const { return m_note; }
    [[nodiscard]] QCheckBox *chooses() const { return m_chooses; }
    [[nodiscard]] PushButton *approve() const { return m_approve; }
    [[nodiscard]] PushButton *reject() const { return m_reject; }
    [[nodiscard]] StarsField *stars() const { return m_stars; }

Q_SIGNALS:
    void approveRequested();
    void rejectRequested();
    void asked(sc::ui::JudgementPanel::Ask what);
    void compareRequested();
    void undoRequested();
    void moreRequested(QWidget *anchor);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    class ChosenCard;
    void addWord(const QString &word);
    void refreshWords();

    GalleryDesk &m_desk;
    TakeId m_take;
    QTimer m_keep;
    TextLabel *m_title;
    TextLabel *m_of;
    StarsField *m_stars;
    CheckRows *m_checks;
    QPlainTextEdit *m_note;
    std::vector<std::pair<QString, Chip *>> m_words;
    ChosenCard *m_chosen;
    QWidget *m_chosenBox;
    PushButton *m_compare;
    TextLabel *m_askWords;
    QCheckBox *m_chooses;
    PushButton *m_reject;
    PushButton *m_approve;
    StarsField *m_barStars; // of the compact form
    QLineEdit *m_barNote;
    QWidget *m_full;
    QWidget *m_foot;
};

} // namespace sc::ui
